/** Stands in for Electron's own default app, which the registry runtime lacks: starts the app named on the command line. */
const { app } = require('electron')
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')

const args = process.argv.slice(1)
let appPath = null
while (args.length > 0 && appPath === null) {
  const arg = args.shift()
  if (arg === '-r' || arg === '--require') require(path.resolve(args.shift()))
  else if (!arg.startsWith('-')) appPath = path.resolve(arg)
}
if (appPath === null) {
  console.error('Name the folder of the app to start.')
  process.exit(1)
}

process.defaultApp = true
const file = path.join(appPath, 'package.json')
const manifest = JSON.parse(fs.readFileSync(file, 'utf8'))
app.setVersion(manifest.version)
app.setName(manifest.productName ?? manifest.name)
if (manifest.desktopName) app.setDesktopName(manifest.desktopName)
app.setAppPath(appPath)
const main = path.join(appPath, manifest.main)
if (main.endsWith('.cjs')) require(main)
else void import(pathToFileURL(main).href)
