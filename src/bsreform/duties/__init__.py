"""What is due, what is proved, who is urged: behind `schedule`, `remind` and `status`."""
