"""Drafting with a model: what it is told (the brief), what becomes of its replies, whole runs of sections, the outline.

Takes the same request as the reuse writer and gives the same `Draft`. No number in what it sends is a current value,
and none in what it keeps is the model's.
"""
