"""Templates of tables: one vocabulary of columns, and the rows that measures have in common."""
