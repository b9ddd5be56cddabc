import {createRequire} from 'node:module';
import * as ink from 'ink';
import type * as InkTable from 'ink-table';

const require = createRequire(import.meta.url);
const inkPath = require.resolve('ink');

// ink-table is CommonJS and calls require('ink'), but Ink is an ES module with top-level await, which Node refuses to
// load that way. So the namespace that is already evaluated is put where the CommonJS loader looks first.
require.cache[inkPath] ??= {
  id: inkPath,
  path: inkPath,
  filename: inkPath,
  loaded: true,
  children: [],
  paths: [],
  parent: null,
  isPreloading: false,
  require,
  exports: ink,
};

const inkTable = require('ink-table') as typeof InkTable.default;

/**
 * ink-table's table: `<Table data={rows} />`, for small tables that seldom change. It measures by string length, draws
 * a rule after every row and mounts a row anew when a cell changes; live lists draw their own rows.
 */
export const Table = inkTable.default;
