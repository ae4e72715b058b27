"""The grammar of quantities: how numbers with units and bounds are written in Chinese, read and written back."""
