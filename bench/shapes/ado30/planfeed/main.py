import os

from planfeed import azuredevops


def load():
    azdo = {}
    azdo["organization"] = os.getenv("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI")
    azdo["project"] = os.getenv("SYSTEM_TEAMPROJECT")
    azdo["accesstoken"] = os.getenv("SYSTEM_ACCESSTOKEN")
    azdo["prid"] = os.getenv("SYSTEM_PULLREQUEST_PULLREQUESTID")
    azdo["repo"] = os.getenv("BUILD_REPOSITORY_ID")
    return azdo


def main(summary):
    azdo = load()
    return azuredevops.comment(azdo, summary)


if __name__ == "__main__":
    main("nothing changes")
