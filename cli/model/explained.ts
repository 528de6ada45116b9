import { UserError } from '../../config/user-error.ts';
import { DomainFailure } from '../../domain/failures.ts';

/** Does the work; what is wrong with a file is for the person to mend. @param where put before the sentence */
export async function explained<T>(work: () => T | Promise<T>, where?: string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainFailure)) throw error;
    const sentence = `${where === undefined ? '' : `${where}: `}${error.message}`;
    throw new UserError(sentence.endsWith('.') ? sentence : `${sentence}.`, { cause: error });
  }
}
