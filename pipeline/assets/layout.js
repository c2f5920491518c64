// Where the nodes of a graph stand. Each connected part is laid out by itself (nodes repel each other by their
// weight, links pull), then the parts are packed side by side. The same graph gives the same picture every time.
const THETA = 1.1, REPEL = 26, PULL = 0.55, GRAVITY = 0.035, SPACE = 12;

// ends: two nodes a link. radius: of each node. wide: width over height of what it is drawn in.
function makeLayout(total, ends, radius, wide) {
  const x = new Float64Array(total), y = new Float64Array(total), vx = new Float64Array(total), vy = new Float64Array(total);
  const mass = new Float64Array(total).fill(1), near = Array.from({length: total}, () => []);
  for (let i = 0; i < ends.length; i += 2) {
    mass[ends[i]] += 0.5; mass[ends[i + 1]] += 0.5;
    near[ends[i]].push(ends[i + 1]); near[ends[i + 1]].push(ends[i]);
  }
  const parts = findParts(total, near);
  for (const part of parts) startPart(part, near, x, y);
  const stretch = Math.sqrt(wide), middles = parts.map(() => [0, 0]), live = parts.filter(part => part.length > 2);
  const tree = emptyTree(live.length ? live[0].length : 0);
  const layout = {x, y, heat: live.length ? 1 : 0, parts, middles,
    step() {
      for (const part of live) {
        repel(part, x, y, vx, vy, mass, tree);
        for (const i of part) { vx[i] -= x[i] * GRAVITY / stretch; vy[i] -= y[i] * GRAVITY * stretch; }
      }
      for (let i = 0; i < ends.length; i += 2) {
        const a = ends[i], b = ends[i + 1], dx = x[a] - x[b], dy = y[a] - y[b], far = Math.sqrt(dx * dx + dy * dy) || 1;
        const pull = PULL * Math.max(0, far - radius[a] - radius[b] - 4) / far;
        vx[a] -= dx * pull / mass[a]; vy[a] -= dy * pull / mass[a];
        vx[b] += dx * pull / mass[b]; vy[b] += dy * pull / mass[b];
      }
      for (const part of live) {
        const most = (3 + Math.sqrt(part.length)) * layout.heat;
        for (const i of part) {
          const speed = Math.sqrt(vx[i] * vx[i] + vy[i] * vy[i]), share = speed > most ? most / speed : 1;
          x[i] += vx[i] * share; y[i] += vy[i] * share;
          vx[i] *= 0.4; vy[i] *= 0.4;
        }
      }
      layout.heat *= total > 2000 ? 0.97 : 0.98;
      if (layout.heat < 0.03) { layout.heat = 0; for (const part of live) for (let round = 0; round < 8; round++) separate(part, x, y, radius); layout.pack(); }
    },
    pack() { packParts(parts, middles, x, y, radius, wide); },
  };
  layout.pack();
  return layout;
}

// Connected parts, the largest first.
function findParts(total, near) {
  const seen = new Uint8Array(total), parts = [];
  for (let first = 0; first < total; first++) {
    if (seen[first]) continue;
    const part = [first];
    seen[first] = 1;
    for (let at = 0; at < part.length; at++) for (const next of near[part[at]]) if (!seen[next]) { seen[next] = 1; part.push(next); }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

// A sunflower's spiral, those with many links inside, then leaves beside what they hang on.
function startPart(part, near, x, y) {
  const inner = part.filter(i => near[i].length > 1 || part.length < 3), outer = part.filter(i => near[i].length <= 1 && part.length >= 3);
  inner.forEach((i, place) => {
    const angle = place * 2.399963, far = 22 * Math.sqrt(place + (part.length > 2 ? 0.3 : 0));
    x[i] = Math.cos(angle) * far; y[i] = Math.sin(angle) * far;
  });
  outer.forEach((i, place) => {
    const angle = place * 2.399963, root = near[i][0];
    x[i] = (x[root] || 0) + Math.cos(angle) * 14; y[i] = (y[root] || 0) + Math.sin(angle) * 14;
  });
}

// Repulsion by a quadtree: a far cell counts as one heavy node.
function repel(part, x, y, vx, vy, mass, tree) {
  fillTree(tree, part, x, y, mass);
  const {size, heavy, cx, cy, child, point, stack} = tree;
  for (const i of part) {
    let top = 0, px = x[i], py = y[i], fx = 0, fy = 0;
    stack[top++] = 0;
    while (top) {
      const cell = stack[--top], dx = px - cx[cell], dy = py - cy[cell], square = dx * dx + dy * dy;
      if (point[cell] === i) continue;
      if (point[cell] >= 0 || size[cell] * size[cell] < THETA * THETA * square || top > 500) {
        const force = REPEL * heavy[cell] / Math.max(square, 4);
        fx += dx * force; fy += dy * force;
      } else for (let k = cell * 4; k < cell * 4 + 4; k++) if (child[k]) stack[top++] = child[k];
    }
    vx[i] += fx; vy[i] += fy;
  }
}

// Room for a tree of so many points; it is filled anew at every step.
function emptyTree(points) {
  const most = points * 8 + 64, reals = () => new Float64Array(most);
  return {most, used: most, size: reals(), heavy: reals(), cx: reals(), cy: reals(), child: new Int32Array(most * 4), point: new Int32Array(most), stack: new Int32Array(512)};
}

function fillTree(tree, part, x, y, mass) {
  let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
  for (const i of part) { left = Math.min(left, x[i]); right = Math.max(right, x[i]); low = Math.min(low, y[i]); high = Math.max(high, y[i]); }
  const wide = Math.max(right - left, high - low, 1) * 1.001, {most, used, size, heavy, cx, cy, child, point} = tree;
  heavy.fill(0, 0, used); cx.fill(0, 0, used); cy.fill(0, 0, used); child.fill(0, 0, used * 4); point.fill(-1, 0, used);
  let cells = 1;
  size[0] = wide;
  for (const i of part) {
    let cell = 0, mx = left + wide / 2, my = low + wide / 2, here = wide;
    const weigh = () => { const all = heavy[cell] + mass[i]; cx[cell] = (cx[cell] * heavy[cell] + x[i] * mass[i]) / all; cy[cell] = (cy[cell] * heavy[cell] + y[i] * mass[i]) / all; heavy[cell] = all; };
    while (true) {
      if (!heavy[cell]) { point[cell] = i; weigh(); break; }
      const old = point[cell];
      // Points that stand on one another (or a full tree) share a cell.
      if (old >= 0 && (here < 1e-3 || cells + 2 >= most)) { weigh(); break; }
      if (old >= 0) {
        point[cell] = -1;
        const k = cell * 4 + (x[old] >= mx) + 2 * (y[old] >= my), next = cells++;
        child[k] = next; point[next] = old; size[next] = here / 2; heavy[next] = heavy[cell]; cx[next] = cx[cell]; cy[next] = cy[cell];
      }
      weigh();
      const east = x[i] >= mx, south = y[i] >= my, k = cell * 4 + east + 2 * south;
      here /= 2;
      if (!child[k]) { if (cells + 1 >= most) break; child[k] = cells; size[cells++] = here; }
      cell = child[k]; mx += (east ? here : -here) / 2; my += (south ? here : -here) / 2;
    }
  }
  tree.used = cells;
}

// Nodes that cover one another are moved apart.
function separate(part, x, y, radius) {
  const side = 40, cells = new Map();
  for (const i of part) {
    const key = Math.floor(x[i] / side) * 65536 + Math.floor(y[i] / side);
    cells.has(key) ? cells.get(key).push(i) : cells.set(key, [i]);
  }
  for (const [key, group] of cells) for (let across = -1; across <= 1; across++) for (let down = -1; down <= 1; down++) {
    for (const j of cells.get(key + across * 65536 + down) || []) for (const i of group) {
      if (i >= j) continue;
      const dx = x[i] - x[j] || 0.01, dy = y[i] - y[j] || 0.01, far = Math.sqrt(dx * dx + dy * dy), least = radius[i] + radius[j] + 2;
      if (far >= least) continue;
      const share = (least - far) / far / 2;
      x[i] += dx * share; y[i] += dy * share; x[j] -= dx * share; y[j] -= dy * share;
    }
  }
}

// Parts are put where they find room nearest to the middle, the largest first; cells of a grid say what is taken.
function packParts(parts, middles, x, y, radius, wide) {
  const taken = new Set(), tried = new Map(), key = (column, row) => (column + 8192) * 16384 + row + 8192;
  const cell = 18;
  parts.forEach((part, number) => {
    let left = Infinity, right = -Infinity, low = Infinity, high = -Infinity;
    for (const i of part) { left = Math.min(left, x[i] - radius[i]); right = Math.max(right, x[i] + radius[i]); low = Math.min(low, y[i] - radius[i]); high = Math.max(high, y[i] + radius[i]); }
    const across = Math.ceil((right - left + SPACE * 2) / cell), down = Math.ceil((high - low + SPACE * 2) / cell);
    const size = across * 4096 + down, free = (column, row) => {
      for (let c = column; c < column + across; c++) for (let r = row; r < row + down; r++) if (taken.has(key(c, r))) return false;
      return true;
    };
    let turn = tried.get(size) || 0, column, row;
    for (; ; turn++) {
      const far = 0.55 * Math.sqrt(turn), angle = turn * 2.399963;
      column = Math.round(Math.cos(angle) * far * Math.sqrt(wide) - across / 2); row = Math.round(Math.sin(angle) * far / Math.sqrt(wide) - down / 2);
      if (turn > 400000 || free(column, row)) break;
    }
    tried.set(size, turn);
    const dx = (column + across / 2) * cell - (left + right) / 2, dy = (row + down / 2) * cell - (low + high) / 2;
    middles[number][0] = dx; middles[number][1] = dy;
    // A large part takes the rows of cells between its outermost nodes, so that small ones fit into its corners.
    const rows = new Map();
    for (const i of part) {
      const reach = radius[i] + SPACE, from = Math.floor((x[i] + dx - reach) / cell), to = Math.floor((x[i] + dx + reach) / cell);
      for (let r = Math.floor((y[i] + dy - reach) / cell); r <= (y[i] + dy + reach) / cell; r++) {
        const known = rows.get(r);
        rows.set(r, known ? [Math.min(known[0], from), Math.max(known[1], to)] : [from, to]);
      }
    }
    for (const [r, [from, to]] of rows) for (let c = from; c <= to; c++) taken.add(key(c, r));
  });
}
