import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { UserError } from '../config/user-error.ts';

export interface ApiServer {
  /** `http://host:port`, with the port it got */
  readonly url: string;
  /** Takes no new requests, answers those under way, then ends. */
  close(): Promise<void>;
}

export interface ListenOptions {
  host: string;
  /** 0 = any free one */
  port: number;
}

/** @throws UserError when the port is taken, may not be opened, or the host is no address of this machine */
export async function startServer(app: FastifyInstance, { host, port }: ListenOptions): Promise<ApiServer> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw explained(error as NodeJS.ErrnoException, host, port);
  }
  const bound = app.server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${bound.port}`,
    close: () => app.close(),
  };
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const sentence = {
    EADDRINUSE: `Port ${port} for the API is already in use: stop what listens there, or set ARREARS_API_PORT to another.`,
    EACCES: `Port ${port} for the API may not be opened by this user: set ARREARS_API_PORT to one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine: correct ARREARS_API_HOST.`,
    ENOTFOUND: `${host} is no address of this machine: correct ARREARS_API_HOST.`,
  }[error.code ?? ''];
  return sentence === undefined ? error : new UserError(sentence, { cause: error });
}
