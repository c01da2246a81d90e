/** A fetch for tests that holds every answer and every streamed event against OpenAI's published description of the protocol. */
import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

interface Operation {
  responses: Record<
    string,
    { content?: Record<string, { schema: { $ref?: string; type?: string } }> } | undefined
  >
}

interface Description {
  paths: Record<string, Record<string, Operation | undefined>>
  components: { schemas: Record<string, { properties?: Record<string, unknown> }> }
}

export interface SchemaJudge {
  fetch: typeof fetch
  /** One line for each thing that was not as described. */
  complaints: string[]
  /** What was looked at, like "GET /threads/{thread_id} 200" or "event thread.run.created". */
  seen: Set<string>
  /** Resolves when the streams read so far have been judged. */
  settled(): Promise<void>
}

const BASE = 'assistants.json'

function loaded() {
  // A parsed boundary: our own copy of a published file.
  const description = JSON.parse(
    readFileSync(new URL('./openapi/assistants.json', import.meta.url), 'utf8'),
  ) as Description
  for (const schema of Object.values(description.components.schemas)) {
    // The description wants texts, but an empty list has no first and no last: OpenAI sends null.
    for (const name of ['first_id', 'last_id'])
      if (schema.properties?.[name]) schema.properties[name] = { type: ['string', 'null'] }
  }
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  formats.default(ajv)
  ajv.addFormat('unixtime', { type: 'number', validate: Number.isInteger })
  ajv.addSchema({ $id: BASE, ...description })
  return { description, ajv }
}

const { description, ajv } = loaded()

const templates = Object.keys(description.paths)
  .map((template) => ({
    template,
    pattern: new RegExp(`^/v1${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  // Fixed words win over names in braces: /threads/runs is no thread.
  .toSorted((a, b) => a.template.split('{').length - b.template.split('{').length)

function validatorAt(pointer: string): ValidateFunction {
  return ajv.getSchema(`${BASE}#/${pointer}`) ?? ajv.compile({ $ref: `${BASE}#/${pointer}` })
}

const escaped = (segment: string) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))

export function createSchemaJudge(): SchemaJudge {
  const complaints: string[] = []
  const seen = new Set<string>()
  const pending: Promise<void>[] = []

  const judge = (what: string, validate: ValidateFunction, value: unknown) => {
    seen.add(what)
    if (!validate(value))
      complaints.push(`${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 400)}`)
  }
  const judgeEvents = async (text: Promise<string>) => {
    const validate = validatorAt('components/schemas/AssistantStreamEvent')
    for (const frame of (await text.catch(() => ''))
      .split('\n\n')
      .filter((line) => line.startsWith('event: '))) {
      const [, event = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(frame) ?? []
      judge(`event ${event}`, validate, { event, data: event === 'done' ? data : JSON.parse(data) })
    }
  }
  const judgeBody = async (what: string, pointer: string, response: Response) => {
    const text = await response.text()
    judge(what, validatorAt(pointer), text === '' ? undefined : JSON.parse(text))
  }
  const judgingFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    const url = new URL(input instanceof Request ? input.url : input)
    // The client asks its fetch about itself in this way; it is no request to a server.
    if (url.protocol === 'data:') return response
    const method = (init?.method ?? 'GET').toUpperCase()
    const template = templates.find(({ pattern }) => pattern.test(url.pathname))?.template
    const answer = template && description.paths[template]?.[method.toLowerCase()]?.responses[response.status]
    const what = `${method} ${template ?? url.pathname} ${response.status}`
    if (!answer) {
      complaints.push(`${what}: not in the description`)
    } else if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
      pending.push(judgeEvents(response.clone().text()))
    } else if (template.endsWith('/content') && response.status === 200) {
      seen.add(what)
    } else {
      const pointer = `paths/${escaped(template)}/${method.toLowerCase()}/responses/${response.status}/content/${escaped('application/json')}/schema`
      pending.push(judgeBody(what, pointer, response.clone()))
    }
    return response
  }
  const settled = async () => {
    await Promise.all(pending.splice(0))
  }
  return { fetch: judgingFetch, complaints, seen, settled }
}
