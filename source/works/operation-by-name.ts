import type {Problem} from '../actions/prepared-action.js';
import type {BuiltRequest, OperationInput} from '../api/build-request.js';
import type {Answer} from '../api/client.js';
import type {AnyOperation} from '../api/operation.js';
import type {WorkTools} from './work-tools.js';

/** The row of an operation. */
export function operationOf(tools: WorkTools, name: string): AnyOperation {
  const operation = tools.operations.get(name);
  if (!operation) throw new Error(`There is no operation ${name}.`);
  return operation;
}

/** Runs an operation that reads, by its id, before every poll. Rejects with an ApiError. */
export const askRead = async (
  tools: WorkTools,
  name: string,
  input: OperationInput,
  options: Parameters<WorkTools['ask']>[2],
): Promise<Answer<unknown>> => tools.ask(operationOf(tools, name), input, options);

/** The request that an input becomes, or what is wrong with it. */
export const previewOf = (tools: WorkTools, name: string, input: OperationInput): BuiltRequest | Problem =>
  tools.preview(operationOf(tools, name), input);
