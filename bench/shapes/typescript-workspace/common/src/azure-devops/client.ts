import {AxiosInstance} from 'axios';
import axios from 'axios';
import {getPersonalAccessTokenHandler, WebApi} from 'azure-devops-node-api';

export interface Config {
  organization: string;
  access_token: string;
}

export abstract class AzureDevOps {
  private static azureDevOps: AzureDevOps = null;

  constructor(protected readonly client: any, protected readonly top: number) {}

  static async instance<T extends AzureDevOps>(
    this: new (...args: any[]) => T,
    config: Config,
    ...more: any[]
  ): Promise<T> {
    if (AzureDevOps.azureDevOps) {
      return AzureDevOps.azureDevOps as T;
    }
    const handler = getPersonalAccessTokenHandler(config.access_token);
    const webApi = new WebApi(`https://dev.azure.com/${config.organization}`, handler);
    const graph = AzureDevOps.createRestApi(
      `https://vssps.dev.azure.com/${config.organization}/_apis/graph`,
      config.access_token
    );
    const client = {core: await webApi.getCoreApi(), git: await webApi.getGitApi(), graph};
    AzureDevOps.azureDevOps = new this(client, 100, ...more);
    return AzureDevOps.azureDevOps as T;
  }

  static createRestApi(baseURL: string, token: string): AxiosInstance {
    const encoded = Buffer.from(`:${token}`).toString('base64');
    return axios.create({baseURL, headers: {Authorization: `Basic ${encoded}`}});
  }

  protected async *getPaginated<T>(getFn: (top: number, skip: number) => Promise<T[]>): AsyncGenerator<T> {
    yield* await getFn(this.top, 0);
  }

  async *getUsers(): AsyncGenerator<any> {
    const res = await this.client.graph.get('users', {params: {'api-version': '7.1-preview.1'}});
    yield* res.data.value;
  }
}
