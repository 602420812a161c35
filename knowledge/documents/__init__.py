"""What files tell about themselves."""
