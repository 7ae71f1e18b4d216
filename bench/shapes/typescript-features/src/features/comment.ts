import { WebApi } from 'azure-devops-node-api';
import { AzureDevOpsClient } from '../shared/client-factory';

export async function addComment(connection: WebApi, project: string, repository: string, id: number) {
  const gitApi = await connection.getGitApi();
  await gitApi.getThreads(repository, id, project);
  return await gitApi.createThread({}, repository, id, project);
}

export const tag = async (projectId: string, id: number) => {
  const client = new AzureDevOpsClient({ personalAccessToken: process.env.AZURE_DEVOPS_PAT });
  const connection = await client.getWebApiClient();
  const workItems = await connection.getWorkItemTrackingApi();
  return await workItems.updateWorkItem({}, [], id);
};
