// A training small enough for an example: logistic regression by gradient descent, on points of its own.
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    lr: { type: 'string', default: '0.1' },
    momentum: { type: 'string', default: '0' },
    steps: { type: 'string', default: '200' },
    seed: { type: 'string', default: '0' },
  },
})
const [lr, momentum, steps] = [values.lr, values.momentum, values.steps].map(Number)
let state = 7919 * (Number(values.seed) + 1)

/** A number between 0 and 1, the same for each seed every time. */
function random() {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}

const TRUE_WEIGHTS = [2, -3, 1, 0.5, -1]
const dot = (a, b) => a.reduce((sum, value, index) => sum + value * b[index], 0)
const probability = (weights, x) => 1 / (1 + Math.exp(-dot(weights, x)))

/** Points on the two sides of a plane; one in ten has the wrong label. */
function points(count) {
  return Array.from({ length: count }, () => {
    const x = TRUE_WEIGHTS.map(() => 2 * random() - 1)
    const label = dot(TRUE_WEIGHTS, x) > 0 ? 1 : 0
    return { x, label: random() < 0.1 ? 1 - label : label }
  })
}

const train = points(400)
const test = points(2000)
const weights = TRUE_WEIGHTS.map(() => random() - 0.5)
const velocity = weights.map(() => 0)

for (let step = 1; step <= steps; step++) {
  const gradient = weights.map(() => 0)
  let loss = 0
  for (let draw = 0; draw < 16; draw++) {
    const { x, label } = train[Math.floor(random() * train.length)]
    const p = probability(weights, x)
    loss -= Math.log(label === 1 ? p : 1 - p) / 16
    x.forEach((value, index) => (gradient[index] += ((p - label) * value) / 16))
  }
  weights.forEach((_, index) => {
    velocity[index] = momentum * velocity[index] - lr * gradient[index]
    weights[index] += velocity[index]
  })
  if (step % 20 === 0) {
    const right = test.filter(({ x, label }) => (dot(weights, x) > 0 ? 1 : 0) === label)
    const acc = right.length / test.length
    console.log(`Iter ${step}: loss=${loss.toFixed(4)}, test_acc=${acc.toFixed(4)}`)
  }
}
