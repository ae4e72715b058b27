"""Every deed a person can do to a workspace, by one list: how it is stored, what it is called, and the right it needs.

The one list of rights too. A room that lets a person change something new adds its deed here.
"""

from enum import Enum, StrEnum


class Right(Enum):
    """What a person may do; the value is what the screen calls it."""

    READ = "查看"
    """Open pages, search, ask."""
    WRITE = "写稿"
    """Draft, edit, attest, export; take documents, material and tables in (their figures pending)."""
    VERIFY = "核数"
    """Answer for numbers: verify figures, decide between tables, say what targets and names of indicators mean."""
    MANAGE = "管理"
    """Keep the desk: settings, templates, what may leave the house, removing, backups, the audit trail."""


class Deed(StrEnum):
    """One thing a person does. The value is what the trail keeps and never changes; `label` is told to persons,
    `right` is what it takes."""

    label: str
    right: Right

    def __new__(cls, stored: str, label: str, right: Right) -> "Deed":
        """A deed by its stored name."""
        made = str.__new__(cls, stored)
        made._value_, made.label, made.right = stored, label, right
        return made

    # documents
    DOCUMENT_ADDED = "document.added", "载入文件", Right.WRITE
    DOCUMENT_CORRECTED = "document.corrected", "更正文件信息", Right.WRITE
    DOCUMENT_REMOVED = "document.removed", "移除文件", Right.MANAGE
    DOCUMENT_RESTORED = "document.restored", "恢复文件", Right.MANAGE
    DOCUMENT_LET_LEAVE = "document.let_leave", "允许外发", Right.MANAGE
    DOCUMENT_KEPT_IN = "document.kept_in", "不许外发", Right.MANAGE

    DOCUMENT_CHECKED = "document.checked", "核对文稿", Right.READ

    # figures
    FIGURES_ADDED = "figures.added", "导入数据", Right.WRITE
    FIGURES_CORRECTED = "figures.corrected", "以更正表取代数据", Right.WRITE
    FIGURES_VERIFIED = "figures.verified", "核实数据", Right.VERIFY
    FIGURES_CHECKED = "figures.checked", "核实数据（待复核）", Right.VERIFY
    FIGURES_SENT_BACK = "figures.sent_back", "退回重核", Right.VERIFY
    SAMPLE_VOUCHED = "figures.sample", "载入示例数据", Right.MANAGE
    FIGURES_SUPERSEDED = "figures.superseded", "裁定取代数据", Right.VERIFY
    FIGURES_SET_ASIDE = "figures.set_aside", "搁置数据", Right.VERIFY
    MAPPING_CORRECTED = "mapping.corrected", "更正表的读法", Right.WRITE
    MAPPING_FORGOTTEN = "mapping.forgotten", "忘记表的读法", Right.WRITE
    FIGURES_WITHHELD = "figures.withheld", "限定公开日期", Right.WRITE
    FIGURES_RELEASED = "figures.released", "提前或取消公开限制", Right.VERIFY

    # the catalogue
    INDICATOR_PUT = "catalogue.put", "新增或修改指标", Right.VERIFY
    INDICATOR_REMOVED = "catalogue.remove", "删除指标", Right.VERIFY
    ALIAS_ADDED = "catalogue.alias", "增加别名", Right.VERIFY
    ALIAS_DROPPED = "catalogue.unalias", "去掉别名", Right.VERIFY

    HOUSE_LIST_PUT = "house_list.put", "修改用语表", Right.VERIFY

    # targets
    TARGET_CONFIRMED = "target.confirmed", "确认目标", Right.VERIFY
    TARGET_CORRECTED = "target.corrected", "更正目标", Right.VERIFY
    TARGET_DROPPED = "target.dropped", "判为非目标", Right.VERIFY
    TARGET_ADDED = "target.added", "补录目标", Right.VERIFY

    # drafts
    DRAFT_BEGUN = "draft.begun", "新建稿子", Right.WRITE
    DRAFT_WRITTEN = "draft.written", "起草一节", Right.WRITE
    DRAFT_OPENED = "draft.opened", "开始修改一节", Right.WRITE
    DRAFT_EDITED = "draft.edited", "修改一节", Right.WRITE
    DRAFT_OUTLINED = "draft.outlined", "调整提纲", Right.WRITE
    DRAFT_STEPPED = "draft.stepped", "撤销或重做", Right.WRITE
    DRAFT_RESTORED = "draft.restored", "恢复版本", Right.WRITE
    DRAFT_TASKED = "draft.tasked", "分工与进度", Right.WRITE
    MODEL_ASKED = "model.asked", "请模型拟稿", Right.WRITE
    DRAFT_ATTESTED = "draft.attested", "填报", Right.WRITE
    ENTRY_CONFIRMED = "draft.entry.confirmed", "复核填报", Right.VERIFY
    ENTRY_DECLINED = "draft.entry.declined", "不同意填报", Right.VERIFY
    ENTRY_WITHDRAWN = "draft.entry.withdrawn", "撤回填报", Right.WRITE
    DRAFT_BUDGET = "draft.budget", "设定篇幅", Right.WRITE
    DRAFT_FROZEN = "draft.frozen", "定稿", Right.WRITE
    DRAFT_UNFROZEN = "draft.unfrozen", "解除定稿", Right.MANAGE
    DRAFT_REFILLED = "draft.refilled", "按最新数据更新", Right.WRITE
    DRAFT_EXPORTED = "draft.exported", "导出稿子", Right.WRITE
    DRAFT_EXPORTED_EARLY = "draft.exported.early", "导出未到公开日的数据", Right.WRITE
    DRAFT_RETURNED = "draft.returned", "收到返回稿", Right.WRITE
    SUGGESTIONS_DECIDED = "draft.suggestions", "处理意见", Right.WRITE

    MATERIAL_ATTACHED = "material.attached", "收素材", Right.WRITE
    MATERIAL_DETACHED = "material.detached", "撤下素材", Right.WRITE
    MATERIAL_PLACED = "material.placed", "素材归入章节", Right.WRITE
    MATERIAL_UNPLACED = "material.unplaced", "素材移出章节", Right.WRITE
    MATERIAL_COPIED = "material.copied", "素材抄入稿子", Right.WRITE

    # asking
    TALK_BEGUN = "talk.begun", "新开对话", Right.READ
    QUESTION_ASKED = "talk.asked", "提问", Right.READ

    # the desk
    AUDIT_READ = "audit.read", "查看操作记录", Right.MANAGE
    AUDIT_EXPORTED = "audit.exported", "导出操作记录", Right.MANAGE
    BACKED_UP = "workspace.backed_up", "备份", Right.MANAGE
    WORKSPACE_RESTORED = "workspace.restored", "从备份恢复", Right.MANAGE
    REINDEXED = "index.rebuilt", "重建检索库", Right.MANAGE
    MODEL_TRIED = "model.tried", "测试模型连接", Right.MANAGE
    TEMPLATE_CHOSEN = "template.chosen", "更换模板", Right.MANAGE
    WALK_PUT_AWAY = "walk.put_away", "收起入门引导", Right.WRITE

    REFUSED = "refused", "越权被拒", Right.READ
    """Something was tried that the person may not do. Kept by the store itself."""

    @classmethod
    def of(cls, stored: str) -> "Deed | None":
        """The deed that an entry of the trail names, by today's name or an earlier version's; None for an unknown."""
        today = _EARLIER.get(stored, stored)
        return next((deed for deed in cls if deed.value == today), None)

    @property
    def stored_as(self) -> frozenset[str]:
        """Every name under which the trail may hold it."""
        return frozenset((self.value, *(old for old, new in _EARLIER.items() if new == self.value)))


# What versions before this list wrote into the trail, which nobody can rewrite.
_EARLIER = {
    deed.label: deed.value
    for deed in (
        Deed.DOCUMENT_ADDED,
        Deed.DOCUMENT_REMOVED,
        Deed.DOCUMENT_RESTORED,
        Deed.DOCUMENT_LET_LEAVE,
        Deed.DOCUMENT_KEPT_IN,
        Deed.TARGET_CONFIRMED,
        Deed.TARGET_CORRECTED,
        Deed.TARGET_DROPPED,
    )
}
