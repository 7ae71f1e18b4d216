import { WebApi } from 'azure-devops-node-api';

export async function triggerPipeline(connection: WebApi, options: { projectId: string; pipelineId: number }) {
  const pipelinesApi = await connection.getPipelinesApi();
  return await pipelinesApi.runPipeline({}, options.projectId, options.pipelineId);
}

export async function getLog(connection: WebApi, projectId: string, runId: number, logId: number) {
  const buildApi = await connection.getBuildApi();
  const baseUrl = connection.serverUrl.replace(/\/+$/, '');
  const url = new URL(`${encodeURIComponent(projectId)}/_apis/build/builds/${runId}/logs/${logId}`, `${baseUrl}/`);
  const requestOptions = buildApi.createRequestOptions('application/json', '7.1');
  return await buildApi.rest.get(url.toString(), requestOptions);
}
