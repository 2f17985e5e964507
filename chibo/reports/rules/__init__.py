"""Who may write, sign off and receive; which moves a submission may make."""
