import {AzureDevOps} from 'common/azure-devops';

export class Repos extends AzureDevOps {
  async *getCommits(repo: any): AsyncGenerator<any> {
    const getCommitsFn = (top: number, skip: number): Promise<any[]> =>
      this.client.git.getCommits(repo.id, {}, repo.project.id, skip, top);
    yield* this.getPaginated(getCommitsFn);
  }
}
