import type { FastifyInstance } from 'fastify';

/** Bodies of HTML forms, for the routes of one plugin: fields by name, several of the same name as a list. */
export function addFormBody(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string>;
      const given = new URLSearchParams(String(body));
      for (const name of new Set(given.keys())) {
        const values = given.getAll(name);
        fields[name] = values.length === 1 ? (values[0] ?? '') : values;
      }
      done(null, fields);
    },
  );
}
