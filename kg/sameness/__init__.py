"""What is the same across reports, told to people: dossiers of incidents, why two things are one or are not, and what is left to decide."""
