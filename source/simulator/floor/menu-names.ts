/** A part of the menu tree that one kind of agent serves: menus above, then the leaves. */
export type MenuBranch = {readonly above: readonly string[]; readonly leaves: readonly string[]};

const branch = (above: string, leaves: string): MenuBranch => ({
  above: above.split(' / '),
  leaves: leaves.split(', '),
});

/** The company sells and repairs household appliances. */
export const MENU_BRANCHES: readonly MenuBranch[] = [
  branch('Support / Repairs', 'Washing machines, Dishwashers, Fridges, Ovens, Dryers, Small appliances'),
  branch('Sales', 'New orders, Offers, Spare parts, Gift cards, Store finder'),
  branch('Billing', 'Invoices, Refunds, Payment plans, Direct debit, Disputes'),
  branch('Support / Technical help', 'Connected devices, App and account, Software updates, Noise and vibration'),
  branch('Deliveries', 'Track a delivery, New date, Returns, Damaged goods, Old appliance pick-up'),
  branch('Support / Installation', 'Book a fitter, Gas appliances, Built-in kitchens, Water connection'),
  branch('Business customers', 'Hotels, Laundries, Landlords, Retail partners'),
  branch('Support / Warranty', 'Claims, Extended warranty, Registration, Inspections'),
  branch('Account', 'Password and access, Change of address, Privacy requests, Loyalty points'),
  branch('Complaints', 'Service complaints, Product complaints, Callback requests'),
];

/** Told apart by region when a tenant has more queues than the tree has leaves. */
export const REGIONS: readonly string[] = ['North', 'South', 'East', 'West', 'Central', 'Islands', 'Capital', 'Coast'];
