"""Writing what was studied, promised, kept up and learned."""
