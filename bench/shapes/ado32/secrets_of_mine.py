pat = ""
