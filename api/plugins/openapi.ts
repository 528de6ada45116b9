import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';

const DESCRIPTION = `A bank's loan collections: overdue loans in, durable cases out.

Errors are problem documents (RFC 9457); branch on their \`type\`. Lists go on with \`nextCursor\`. A POST may carry an
\`Idempotency-Key\`: repeated with the same body it gets the first answer. Times are ISO 8601 with zone, money is
\`{ "amount": "123.45", "currency": "CNY" }\`.`;

/** The zod schemas of the routes check requests, write answers, and are the documentation at /docs (/docs/json). */
export function addOpenapi(app: FastifyInstance): void {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Arrears', version: '1', description: DESCRIPTION },
      tags: [
        { name: 'core systems', description: 'what other systems report' },
        { name: 'cases', description: 'to read, and to ask something of' },
        { name: 'customers', description: 'what is on record of them' },
        { name: 'tasks', description: 'work for people' },
        { name: 'scripts', description: 'what is said to customers' },
        { name: 'rules of contact', description: 'what decides whether a customer may be contacted' },
        { name: 'people', description: 'teams and who works in them' },
        { name: 'webhooks', description: 'what providers and customers’ mail programs call' },
        { name: 'operations' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.register(swaggerUi, { routePrefix: '/docs' });
}
