/** Reads a request's JSON fields one by one and refuses what does not fit, naming the field. */
import { badRequest, clip } from './replies.ts'
import type { Metadata } from './wire.ts'

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body as an object; an empty body is an empty object. */
export function parseFields(body: Buffer): Fields {
  if (body.length === 0) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(body.toString('utf8'))
  } catch {
    throw badRequest(
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The API expects a JSON payload, but what was sent was not valid JSON.)',
    )
  }
  if (!isFields(parsed)) throw badRequest('The JSON body of your request must be an object.')
  return parsed
}

export function refuseUnknown(fields: Fields, known: readonly string[]) {
  const stranger = Object.keys(fields).find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw badRequest(`Unknown parameter: '${clip(stranger)}'.`, clip(stranger), 'unknown_parameter')
}

const wrongType = (name: string, wanted: string) =>
  badRequest(`Invalid type for '${name}': expected ${wanted}.`, name, 'invalid_type')

const valueOf = (fields: Fields, name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined)

export function requiredText(fields: Fields, name: string): string {
  const value = valueOf(fields, name)
  if (value === undefined)
    throw badRequest(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
  if (typeof value !== 'string') throw wrongType(name, 'a string')
  return value
}

export function optionalText(fields: Fields, name: string): string | null {
  const value = valueOf(fields, name) ?? null
  if (value !== null && typeof value !== 'string') throw wrongType(name, 'a string')
  return value
}

export function optionalFlag(fields: Fields, name: string): boolean | null {
  const value = valueOf(fields, name) ?? null
  if (value !== null && typeof value !== 'boolean') throw wrongType(name, 'a boolean')
  return value
}

export function optionalNumber(fields: Fields, name: string, range: [least: number, most: number]) {
  const value = valueOf(fields, name) ?? null
  if (value === null) return null
  if (typeof value !== 'number') throw wrongType(name, 'a number')
  const [least, most] = range
  if (value < least || value > most)
    throw badRequest(`Invalid '${name}': must be between ${least} and ${most}.`, name, 'invalid_value')
  return value
}

export function optionalList(fields: Fields, name: string, most: number): unknown[] {
  const value = valueOf(fields, name) ?? []
  if (!Array.isArray(value)) throw wrongType(name, 'an array')
  if (value.length > most)
    throw badRequest(
      `Invalid '${name}': array too long. Expected at most ${most} items.`,
      name,
      'array_above_max_length',
    )
  return value
}

export function optionalFields(fields: Fields, name: string): Fields | null {
  const value = valueOf(fields, name) ?? null
  if (value !== null && !isFields(value)) throw wrongType(name, 'an object')
  return value
}

/** Metadata: at most 16 pairs, keys of 64 and values of 512 characters. */
export function metadataIn(fields: Fields): Metadata {
  const pairs = Object.entries(optionalFields(fields, 'metadata') ?? {})
  if (pairs.length > 16)
    throw badRequest(
      `Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with ${pairs.length} properties instead.`,
      'metadata',
      'object_above_max_properties',
    )
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      const name = `metadata.${clip(key)}`
      if (typeof value !== 'string') throw wrongType(name, 'a string')
      if (key.length > 64 || value.length > 512)
        throw badRequest(
          `Invalid '${name}': string too long. Keys have at most 64 characters, values at most 512.`,
          name,
          'string_above_max_length',
        )
      return [key, value]
    }),
  )
}
