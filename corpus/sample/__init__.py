"""The bundled sample: speeches, reports and workbooks of an invented city."""
