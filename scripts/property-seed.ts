/** One seed for all property tests, so that a red run is red again for whoever looks into it. `PROPERTY_SEED=random npm run check` looks for new cases. */
import process from 'node:process'
import fc from 'fast-check'

const USUAL = 20_261_122
const wish = process.env['PROPERTY_SEED']

if (wish !== 'random') fc.configureGlobal({ seed: wish === undefined ? USUAL : Number(wish) })
