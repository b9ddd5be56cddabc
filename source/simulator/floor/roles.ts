/** Every role of the tenant. */
export const ROLES: readonly string[] = ['Agent', 'Team lead', 'Manager', 'Admin'];
