"""The store: one engine, migrations and the audit trail; each room above declares its own tables on it."""
