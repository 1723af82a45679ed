"""One module a command: arguments in, text out, an exit code. Only here is anything printed."""
