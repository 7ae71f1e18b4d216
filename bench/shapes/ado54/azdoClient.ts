import { RestClient } from "typed-rest-client";
import { getPersonalAccessTokenHandler } from "azure-devops-node-api";
import { Config } from "./config";

export const azdoUrl = (organization: string): string => `https://dev.azure.com/${organization}`;

export const getRestClient = async (options: { personalAccessToken?: string; orgName?: string } = {}): Promise<RestClient> => {
  const config = Config();
  const { personalAccessToken = config.azure_devops!.access_token, orgName = config.azure_devops!.org } = options;
  const handler = getPersonalAccessTokenHandler(personalAccessToken!);
  return new RestClient("infra", azdoUrl(orgName!), [handler]);
};
