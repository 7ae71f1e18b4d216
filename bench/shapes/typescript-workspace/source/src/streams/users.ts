import {Repos} from '../repos';

export class Users extends StreamBase {
  async *readRecords(): AsyncGenerator<any> {
    const repos = await Repos.instance(this.config, this.logger);
    for await (const user of repos.getUsers()) {
      yield user;
    }
  }
}
