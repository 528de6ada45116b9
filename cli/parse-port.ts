import { InvalidArgumentError } from 'commander';

/** @returns the port number of an option @throws InvalidArgumentError for anything else */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`'${text}' is not a port number from 0 to 65535 (0: any free one).`);
}
