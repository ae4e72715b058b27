"""The names of the tabs beside the text of a draft."""

NUMBERS, PAST, FIGURES, FINDINGS, MATERIALS, MODEL = "数据", "往年", "可用数据", "发现", "素材", "模型"
