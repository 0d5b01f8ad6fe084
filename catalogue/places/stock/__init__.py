"""What places sell at a solidarity price: levels and prices, sales, alerts when a kind is back, referrals to buy."""
