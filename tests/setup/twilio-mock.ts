import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server that is Twilio as its own OpenAPI description has it, for the real SDK to talk to. */

const DESCRIPTION = fileURLToPath(
  new URL('../../../shared/data/twilio/twilio_api_v2010.json', import.meta.url),
);

/** Whether tests by Twilio's description can run. */
export const isDescribed = existsSync(DESCRIPTION);

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  pattern?: string;
  nullable?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  $ref?: string;
  schema?: Schema;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content: Record<string, { schema: Schema }> }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** What happens to the next request that creates something. */
export type Fate =
  | 'accept'
  /** Twilio's own refusal, with its code */
  | { status: number; code: number; retryAfter?: string }
  /** a page of something before it */
  | { status: number; page: string }
  | 'hang'
  | 'reset'
  | 'accept-then-reset'
  | 'accept-then-hang';

export interface Accepted {
  sid: string;
  path: string;
  fields: Record<string, string>;
  createdAt: Date;
}

export const ACCOUNT = { accountSid: `AC${'0'.repeat(31)}1`, authToken: 'token-of-the-tests' };

export class TwilioMock {
  /** what was taken, which is what customers get */
  readonly accepted: Accepted[] = [];
  /** what of the requests does not fit the description */
  readonly faults: string[] = [];
  /** requests that were to create something, whatever became of them */
  attempts = 0;
  fates: Fate[] = [];
  /** how lists show what was taken */
  listed = true;
  private readonly server: Server;
  private readonly api: Description;

  private constructor() {
    this.api = JSON.parse(readFileSync(DESCRIPTION, 'utf8')) as Description;
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async start(): Promise<TwilioMock> {
    const mock = new TwilioMock();
    await new Promise<void>((resolve) => mock.server.listen(0, '127.0.0.1', resolve));
    return mock;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  clear(): void {
    [this.accepted.length, this.faults.length, this.attempts] = [0, 0, 0];
    [this.fates, this.listed] = [[], true];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '', this.url);
    const method = (request.method ?? '').toLowerCase();
    const found = this.operationOf(url.pathname, method);
    if (!found) {
      this.faults.push(`there is no ${method} ${url.pathname}`);
      return refuse(response, 404, 20404);
    }
    const basic = Buffer.from(`${ACCOUNT.accountSid}:${ACCOUNT.authToken}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) return refuse(response, 401, 20003);
    if (method === 'get') return this.list(found, url, response);
    this.attempts += 1;
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    this.checkForm(found.operation, form, request.headers['content-type']);
    return this.create(found, Object.fromEntries(form), response);
  }

  private create({ path, operation }: Found, fields: Record<string, string>, response: ServerResponse): void {
    const fate = this.fates.shift() ?? 'accept';
    if (fate === 'hang') return;
    if (fate === 'reset') return void response.socket?.destroy();
    if (typeof fate === 'object') {
      if ('page' in fate) return void response.writeHead(fate.status, HTML).end(fate.page);
      return refuse(response, fate.status, fate.code, fate.retryAfter);
    }
    const kind = path.includes('/Messages') ? 'SM' : 'CA';
    const sid = `${kind}${randomBytes(16).toString('hex')}`;
    const accepted = { sid, path, fields, createdAt: new Date() };
    this.accepted.push(accepted);
    if (fate === 'accept-then-hang') return;
    if (fate === 'accept-then-reset') return void response.socket?.destroy();
    const [[status, { content } = { content: {} }] = ['500']] = Object.entries(operation.responses);
    const schema = content['application/json']?.schema ?? {};
    response.writeHead(Number(status), JSON_TYPE).end(JSON.stringify(this.resource(schema, accepted)));
  }

  /** An answer as the schema has it, null where it may be and nothing is known. */
  private resource(schema: Schema, { sid, fields, path, createdAt }: Accepted): Record<string, unknown> {
    const known: Record<string, unknown> = {
      sid,
      account_sid: ACCOUNT.accountSid,
      to: fields['To'],
      from: fields['From'] ?? null,
      body: fields['Body'] ?? null,
      messaging_service_sid: fields['MessagingServiceSid'] ?? null,
      status: 'queued',
      direction: 'outbound-api',
      date_created: createdAt.toUTCString().replace('GMT', '+0000'),
      api_version: '2010-04-01',
      num_segments: '1',
      num_media: '0',
      uri: path,
    };
    const properties = Object.entries(this.resolved(schema).properties ?? {});
    return Object.fromEntries(properties.map(([name]) => [name, known[name] ?? null]));
  }

  private list({ path, operation }: Found, url: URL, response: ServerResponse): void {
    for (const [name, value] of url.searchParams) {
      const parameter = operation.parameters?.find((known) => known.name === name);
      if (!parameter) this.faults.push(`${path} has no parameter ${name}`);
      else this.checkValue(name, value, parameter.schema);
    }
    const schema = this.resolved(operation.responses['200']?.content['application/json']?.schema ?? {});
    const key = path.includes('/Messages') ? 'messages' : 'calls';
    const items = this.accepted
      .filter((one) => this.listed && one.path === path)
      .filter(({ fields }) => fields['To'] === url.searchParams.get('To'))
      .map((one) => this.resource(schema.properties?.[key]?.items ?? {}, one));
    const page = { page: 0, page_size: 50, start: 0, end: items.length, next_page_uri: null };
    response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ...page, [key]: items }));
  }

  private operationOf(pathname: string, method: string): Found | undefined {
    for (const [path, operations] of Object.entries(this.api.paths)) {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
      const operation = operations[method];
      if (operation && pattern.test(pathname)) return { path, operation };
    }
    return undefined;
  }

  private checkForm(operation: Operation, form: URLSearchParams, contentType: string | undefined): void {
    const type = 'application/x-www-form-urlencoded';
    if (contentType !== type) this.faults.push(`the content type is ${contentType}`);
    const schema = operation.requestBody?.content[type]?.schema ?? {};
    for (const name of schema.required ?? []) {
      if (!form.get(name)) this.faults.push(`${name} is missing`);
    }
    for (const [name, value] of form) {
      const property = schema.properties?.[name];
      if (!property) this.faults.push(`there is no field ${name}`);
      else this.checkValue(name, value, property);
    }
  }

  private checkValue(name: string, value: string, given: Schema): void {
    const schema = this.resolved(given);
    if (schema.items) return this.checkValue(name, value, schema.items);
    const { type, format, pattern } = schema;
    const wrong =
      (type === 'integer' && !/^-?\d+$/.test(value)) ||
      (type === 'boolean' && !/^(true|false)$/.test(value)) ||
      (format === 'phone-number' && name === 'To' && !/^\+[1-9]\d{6,14}$/.test(value)) ||
      (format === 'uri' && !URL.canParse(value)) ||
      (schema.enum !== undefined && !schema.enum.includes(value)) ||
      (pattern !== undefined && !new RegExp(pattern).test(value));
    if (wrong) this.faults.push(`${name} is ${value}`);
  }

  private resolved(schema: Schema): Schema {
    const name = schema.$ref?.split('/').at(-1);
    return name === undefined ? schema : (this.api.components.schemas[name] ?? {});
  }
}

interface Found {
  path: string;
  operation: Operation;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = { 'content-type': 'text/html' };

function refuse(response: ServerResponse, status: number, code: number, retryAfter?: string): void {
  const headers = { ...JSON_TYPE, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) };
  const more = { more_info: `https://www.twilio.com/docs/errors/${code}`, message: 'as the test has it' };
  response.writeHead(status, headers).end(JSON.stringify({ code, status, ...more }));
}
