"""The models prompts are sent to: which one the settings name, how it is asked, and what can go wrong with it.

`choice` knows what is set without loading a library; whoever asks a model loads LangChain then.
"""
