import { azdoUrl, getRestClient } from "./azdoClient";

const apiVersion = "api-version=5.1-preview.2";

export const getServiceEndpointByName = async (name: string, options: any) => {
  const client = await getRestClient(options);
  const resource = `${azdoUrl(options.orgName)}/${options.project}/_apis/serviceendpoint/endpoints?endpointNames=${name}&${apiVersion}`;
  const response = await client.get(resource);
  return response.result;
};

export const addServiceEndpoint = async (config: any, options: any) => {
  const resource = `${azdoUrl(options.orgName)}/${options.project}/_apis/serviceendpoint/endpoints?${apiVersion}`;
  const client = await getRestClient(options);
  const response = await client.create(resource, config);
  return response.result;
};

export const createServiceEndpointIfNotExists = async (config: any, options: any) => {
  const found = await getServiceEndpointByName(config.name, options);
  return found || addServiceEndpoint(config, options);
};
