/** Reads what the runners wrote: each test that ran, how often it tried, and whether it passed. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { z } from 'zod'
import { root } from './places.mjs'

export interface Outcome {
  file: string
  title: string
  hasPassed: boolean
  cases: number
  /** Why it could prove nothing on this machine; null when it did. */
  notHere: string | null
}

const unitReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          meta: z.object({ cases: z.number().optional(), notHere: z.string().optional() }).optional(),
        }),
      ),
    }),
  ),
})

const annotation = z.object({ type: z.string(), description: z.string().optional() })
const spec = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ annotations: z.array(annotation).optional() })) })),
})
interface Suite {
  file: string
  specs: z.infer<typeof spec>[]
  suites?: Suite[] | undefined
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ file: z.string(), specs: z.array(spec), suites: z.array(suite).optional() }),
)
const journeyReport = z.object({ suites: z.array(suite) })

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** Each row of a table of cases is a test of its own there, so each counts as one case; one that goes through many says their number. */
export const readUnitTests = (file: string): Outcome[] =>
  unitReport.parse(read(file)).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status, meta }) => ({
      file: relative(root, name).replaceAll('\\', '/'),
      title: fullName,
      hasPassed: status === 'passed',
      cases: meta?.cases ?? 1,
      notHere: meta?.notHere ?? null,
    })),
  )

/** A journey says itself how many cases it tried. */
export const readJourneys = (file: string): Outcome[] =>
  journeyReport.parse(read(file)).suites.flatMap(outcomesOf)

function outcomesOf({ file, specs, suites = [] }: Suite): Outcome[] {
  const own = specs.map(({ title, ok, tests }) => {
    const said = tests.at(-1)?.results.at(-1)?.annotations ?? []
    const cases = said.filter(({ type }) => type === 'cases')
    return {
      file: `e2e/${file}`,
      title,
      hasPassed: ok,
      cases: cases.reduce((sum, { description }) => sum + Number(description), 0) || 1,
      notHere: said.find(({ type }) => type === 'not applicable')?.description ?? null,
    }
  })
  return [...own, ...suites.flatMap(outcomesOf)]
}
