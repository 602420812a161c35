"""The embedded PostgreSQL: a private server for development and tests, never for production.

`place` decides which folder it lives in and which account runs it, `binaries` finds
PostgreSQL's programs, `cluster` starts and stops the server. On a shell:
`python -m cinterfor.postgres url|start|stop|status|binaries`.
"""
