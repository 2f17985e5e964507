"""What is printed about members in the Party's own layout: facts in, base.papers.Paper out."""
