"""Reading: reports within reach, and the numbers a report is made of."""
