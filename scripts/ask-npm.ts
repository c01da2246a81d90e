/** Asks npm what it knows of what ships: advisories, signatures, a bill of materials. */
import { mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { z } from 'zod'
import { shipped, type Finding, type Lock } from './lockfile.ts'
import { inRoot, root } from './places.mjs'
import { run } from './steps.mjs'

const NPM_ANSWERS_WITHIN_MS = 30_000

/** Asks npm; a registry that does not answer is a notice, not a failure. */
async function askNpm(
  what: string,
  args: string[],
  judge: (output: string) => string[] | null,
): Promise<Finding> {
  const { output } = await run('npm', args, {
    cwd: root,
    shell: process.platform === 'win32',
    timeout: NPM_ANSWERS_WITHIN_MS,
  })
  const wrong = judge(output)
  return wrong === null
    ? { what, cases: 0, wrong: [], notice: 'the registry did not answer this here' }
    : { what, cases: 1, wrong }
}

const auditSchema = z.object({
  metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
})

/** Advisories against what ships. */
export const audit = () =>
  askNpm('no advisories of high or critical weight', ['audit', '--omit=dev', '--json'], (output) => {
    const told = auditSchema.safeParse(jsonIn(output))
    if (!told.success) return null
    const { high, critical } = told.data.metadata.vulnerabilities
    return high + critical === 0
      ? []
      : [`npm audit --omit=dev tells of ${high} high and ${critical} critical`]
  })

/** The three newest lines of Electron get fixes. */
const SUPPORTED_LINES = 3

/** How far our Electron is behind the newest. */
export async function electronGap(lock: Lock): Promise<Finding> {
  const ours = lock['node_modules/electron']?.version ?? '0'
  let newest = ''
  const what = () => `Electron ${ours} is not too old${newest === '' ? '' : ` (the newest is ${newest})`}`
  const found = await askNpm('', ['view', 'electron', 'version', '--json'], (output) => {
    newest = /"(\d+\.\d+\.\d+)"/.exec(output)?.[1] ?? ''
    if (newest === '') return null
    const behind = Number(newest.split('.')[0]) - Number(ours.split('.')[0])
    return behind < SUPPORTED_LINES
      ? []
      : [`Electron ${ours} is ${behind} lines behind ${newest}: no fixes any more`]
  })
  return { ...found, what: what() }
}

/** Signatures of all that is installed. */
export const signatures = () =>
  askNpm('signatures of the registry', ['audit', 'signatures'], (output) => {
    if (/(invalid|missing) (registry )?signatures?/i.test(output))
      return ['npm audit signatures tells of some']
    return /verified registry signatures?/i.test(output) ? [] : null
  })

/** The bill of materials goes to out/sbom.cdx.json. npm's own `--omit=dev` loses packages that tools use too, so we choose. */
export async function sbom(lock: Lock): Promise<Finding> {
  const what = 'bill of materials (CycloneDX) names what ships'
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only']
  const wanted = new Set(shipped(lock).map(([name, version]) => `${name}@${version}`))
  return askNpm(what, args, (output) => {
    const bill = billIn(output)
    if (bill === null) return null
    const components = bill.components.filter(({ name, version }) => wanted.has(`${name}@${version}`))
    mkdirSync(inRoot('out'), { recursive: true })
    writeFileSync(inRoot('out', 'sbom.cdx.json'), `${JSON.stringify({ ...bill, components }, null, 1)}\n`)
    const named = new Set(components.map(({ name, version }) => `${name}@${version}`))
    // Of what is made for one system only, npm names what this system needs.
    return Object.keys(lock['']?.dependencies ?? {})
      .filter((name) => !named.has(`${name}@${lock[`node_modules/${name}`]?.version ?? ''}`))
      .map((name) => `${name} is not in it`)
  })
}

const billSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.looseObject({ name: z.string(), version: z.string() })),
})

function billIn(output: string): z.infer<typeof billSchema> | null {
  const json = jsonIn(output)
  return json === null ? null : billSchema.parse(json)
}

/** Around it npm may print warnings. */
function jsonIn(output: string): unknown {
  const start = output.indexOf('{\n')
  const end = output.lastIndexOf('}')
  return start < 0 || end < start ? null : JSON.parse(output.slice(start, end + 1))
}
