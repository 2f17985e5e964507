<<<<<<< HEAD
"""What is printed about members in the Party's own layout: facts in, base.papers.Paper out."""
=======
"""Papers about members as the Party lays them out."""
>>>>>>> 8420a9f (The letter of introduction with its numbered boxes and the slip as .docx and PDF, one or all to be sent)
