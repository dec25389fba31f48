"""Plan against what came of it: milestones, money, benefits."""
