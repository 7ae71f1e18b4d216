import argparse, requests
from requests.auth import HTTPBasicAuth
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pat", required=True)
    parser.add_argument("--org")
    args = parser.parse_args()
    session = requests.Session()
    session.auth = HTTPBasicAuth("", args.pat)
    base = "https://dev.azure.com/" + args.org + "/proj/_apis/"
    session.post(base + "build/builds?api-version=7.0", json={})
    for r in session.get(base + "git/repositories").json()["value"]:
        print(r["name"])
if __name__ == "__main__":
    main()
