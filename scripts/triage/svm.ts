/** A text as a learner sees it: which columns, and how much of each. */
export interface Row {
  columns: Int32Array
  values: Float64Array
}

/** A learned plane: `bias` plus the weighted sum of a row's values. */
export interface Plane {
  weights: Float64Array
  bias: number
}

/** Numbers that look random and are the same each time. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

export function dot(plane: Plane, row: Row): number {
  let sum = plane.bias
  for (let k = 0; k < row.columns.length; k++) sum += (plane.weights[row.columns[k] ?? 0] ?? 0) * (row.values[k] ?? 0)
  return sum
}

/** A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al., 2008). */
export function learn(rows: readonly Row[], positive: readonly boolean[], width: number, cost: number, epochs: number): Plane {
  const plane: Plane = { weights: new Float64Array(width), bias: 0 }
  const alpha = new Float64Array(rows.length)
  const diagonal = 1 / (2 * cost)
  const squares = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1))
  const order = rows.map((_, at) => at)
  const next = random(1)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0]
    }
    for (const at of order) {
      const row = rows[at]
      if (!row) continue
      const sign = positive[at] === true ? 1 : -1
      const old = alpha[at] ?? 0
      const gradient = sign * dot(plane, row) - 1 + diagonal * old
      const now = Math.max(0, old - gradient / ((squares[at] ?? 1) + diagonal))
      if (now === old) continue
      alpha[at] = now
      const step = (now - old) * sign
      for (let k = 0; k < row.columns.length; k++) {
        const column = row.columns[k] ?? 0
        plane.weights[column] = (plane.weights[column] ?? 0) + step * (row.values[k] ?? 0)
      }
      plane.bias += step
    }
  }
  return plane
}
