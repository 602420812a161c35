"""Loading the network's records from files: `manage.py load_network`."""
