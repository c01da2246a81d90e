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

/** Advisories against what ships. */
export const audit = () =>
  askNpm('no advisories of high or critical weight', ['audit', '--omit=dev', '--json'], (output) => {
    const found = /"(?:high|critical)":\s*(\d+)[^}]*"(?:high|critical)":\s*(\d+)/.exec(output)
    if (found === null) return null
    return Number(found[1]) + Number(found[2]) === 0 ? [] : ['npm audit --omit=dev tells of some']
  })

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

/** Around it npm may print warnings. */
function billIn(output: string): z.infer<typeof billSchema> | null {
  const start = output.indexOf('{\n')
  const end = output.lastIndexOf('}')
  if (start < 0 || end < start) return null
  return billSchema.parse(JSON.parse(output.slice(start, end + 1)))
}
