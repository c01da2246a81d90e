#!/usr/bin/env node
/**
 * Stands in for fpm, which electron-builder downloads to make a deb: takes the same arguments and lets dpkg-deb do it.
 * For machines that have dpkg-deb and cannot download. Runs on Node 20.
 */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'

const WITHOUT_VALUE = new Set(['--force', '--debug'])
const LISTS = new Set(['-d', '--deb-recommends'])

const { options, mappings } = readArguments(process.argv.slice(2))
if (options['-t'] !== 'deb') {
  console.error(`This machine makes deb packages only, not ${options['-t']}.`)
  process.exit(1)
}
const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-deb-'))
try {
  makePackage()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function makePackage() {
  for (const [from, to] of mappings) {
    const target = join(folder, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  const files = filesIn(folder)
  const control = join(folder, 'DEBIAN')
  mkdirSync(control)
  writeFileSync(
    join(control, 'md5sums'),
    files.map((file) => `${md5(file)}  ${relative(folder, file)}\n`).join(''),
  )
  writeFileSync(join(control, 'control'), controlFile(files))
  for (const [option, name] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    if (options[option] === undefined) continue
    writeFileSync(join(control, name), readFileSync(options[option]))
    chmodSync(join(control, name), 0o755)
  }
  // Whoever builds may keep their own files to themselves; what is installed everyone may read, and nobody but root change.
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', folder])
  mkdirSync(dirname(options['--package']), { recursive: true })
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z4', '--build', folder, options['--package']], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html */
function controlFile(files) {
  const [synopsis = '', ...lines] = (options['--description'] ?? '').split('\n')
  const fields = {
    Package: options['--name'],
    Version: options['--version'],
    Architecture: options['--architecture'],
    Maintainer: options['--maintainer'],
    'Installed-Size': String(Math.ceil(files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024)),
    Depends: options['-d']?.join(', '),
    Recommends: options['--deb-recommends']?.join(', '),
    Section: options['--category'],
    Priority: options['--deb-priority'],
    Homepage: options['--url'],
    Description: [synopsis.trim(), ...lines.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function readArguments(args) {
  const read = { options: {}, mappings: [] }
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (WITHOUT_VALUE.has(arg)) continue
    if (!arg.startsWith('-')) {
      const middle = arg.lastIndexOf('=')
      read.mappings.push([arg.slice(0, middle), arg.slice(middle + 1)])
      continue
    }
    const value = args[++at]
    if (LISTS.has(arg)) (read.options[arg] ??= []).push(value)
    else read.options[arg] = value
  }
  return read
}

function filesIn(start) {
  return readdirSync(start, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted()
}

function md5(file) {
  return createHash('md5').update(readFileSync(file)).digest('hex')
}
