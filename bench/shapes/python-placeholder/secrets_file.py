token = "put your own token here"
