"""Names of places as people say them: 江西省 is 江西, 广西壮族自治区 is 广西, 崇左市 stays 崇左市.

Knows the provinces by heart and other places by their last character. Knows no document.
"""

import re

NATION = "全国"
_NAMES = (
    "北京、天津、河北、山西、内蒙古、辽宁、吉林、黑龙江、上海、江苏、浙江、安徽、福建、江西、山东、河南、湖北、湖南、广东、广西、海南、重庆、"
    "四川、贵州、云南、西藏、陕西、甘肃、青海、宁夏、新疆、台湾、香港、澳门"
)
PROVINCES = tuple(_NAMES.split("、"))
_PROVINCE = re.compile(rf"({'|'.join(PROVINCES)})(?:壮族自治区|回族自治区|维吾尔自治区|特别行政区|自治区|省|市)?")
_NATION = re.compile(r"全国|国务院|中华人民共和国|我国")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,6}?(?:自治州|自治县|自治旗|地区|新区|市(?![场值民容])|县|区|旗|盟))")
_NOT_A_PLACE = re.compile(
    r"^在|[全我本各该两分][市县区省]|政府|人民|中共|^[市县区省](?:委|政|人|长|直|级|统|发|农|工|财|区|县|市)"
    r"|(?:园|社|片|灾|牧|矿|库|景|校|辖|中心城|主城|开发|试验|示范|合作|保税|自治)区$|[上超]市$"
)


def canonical_region(name: str) -> str:
    """The place called `name` as people say it; a name that is no province's comes back as it is."""
    name = re.sub(r"\s", "", name)
    found = _PROVINCE.fullmatch(name)
    return found[1] if found else name


def region_in(words: str) -> str | None:
    """The place that a title, a date line or a file name speaks of: the smallest one named first, or None."""
    words = re.sub(r"\s", "", words)
    province = _PROVINCE.search(words)
    rest = words[province.end() :] if province else words
    place = _PLACE.match(rest) if province else _first_place(rest)
    if place and not _NOT_A_PLACE.search(place[1]):
        # 岚江市云峤县 is 云峤县.
        inner = _PLACE.match(rest[place.end() :])
        return inner[1] if inner and not _NOT_A_PLACE.search(inner[1]) else place[1]
    if province:
        return province[1]
    return NATION if _NATION.search(words) else None


def _first_place(words: str) -> re.Match[str] | None:
    for start in re.finditer(r"^|(?<=[在日）)_\-—－―年、，：“《])|(?<=\d)(?![年月日])|(?<=中共)", words):
        found = _PLACE.match(words, start.start())
        if found and not _NOT_A_PLACE.search(found[1]):
            return found
    return None


def region_told_by(text: str) -> str | None:
    """The city or county a text is about, where it names one far more often than any other; else None.

    A name counts if it stands with its last character (崇左市) at least twice, and often enough so to be a name at all;
    its score is how often it stands in any form.
    """
    whole: dict[str, int] = {}
    for found in re.finditer(r"(?=([\u4e00-\u9fff]{2}[市县])(?![场级域县乡值民内直辖]))", text):
        whole[found[1]] = whole.get(found[1], 0) + 1
    scores = []
    for name, count in whole.items():
        score = text.count(name[:-1])
        if count >= 2 and count * 10 >= score and not _NOT_A_PLACE.search(name) and name[:-1] not in PROVINCES:
            scores.append((score, name))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < 5 or (len(scores) > 1 and scores[0][0] < 2 * scores[1][0]):
        return None
    return scores[0][1]
