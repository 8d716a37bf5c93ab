"""What a good graph is: shapes, what they cannot say, and reports of what is wrong and by which sentence."""
