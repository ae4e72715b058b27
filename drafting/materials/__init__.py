"""Materials (素材): what departments send in for one speech: context and claims, never a source of numbers."""
